"""How many numbers a config.json describes, found by building the model without memory for them."""

from pathlib import Path


def count_numbers(folder: str, task: str) -> int:
    """Return the parameters of the task's model class, shared ones once."""
    import torch
    from transformers import AutoConfig, AutoModel

    from models.engines import ENGINES, classes_for
    from models.libraries import import_transformers

    import_transformers()
    config = AutoConfig.from_pretrained(Path(folder), trust_remote_code=False, local_files_only=True)
    auto_class = AutoModel if ENGINES[task].is_sentence_transformer else classes_for(task, config)[-1]
    found = auto_class._model_mapping[type(config)]
    model_class = found[-1] if isinstance(found, list | tuple) else found
    with torch.device("meta"):
        model = model_class(config)
    return sum(parameter.numel() for parameter in model.parameters())
