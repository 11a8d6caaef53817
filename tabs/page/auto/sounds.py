"""Programs by hand for tasks of sounds."""

READ = """\
import soundfile, soxr, torch
from transformers import {classes}

processor = {processor}.from_pretrained({{model}}{{revision}})
model = {auto}.from_pretrained({{model}}{{revision}})
rate_wanted = getattr(processor, "feature_extractor", processor).sampling_rate
samples, rate = soundfile.read({{audio}}, dtype="float32", always_2d=True)
sound = soxr.resample(samples.mean(axis=1), rate, rate_wanted)
"""


def read_for(processor: str, auto: str) -> str:
    """Return the lines that load a processor and a model, and read the sound at the model's rate."""
    return READ.format(classes=f"{auto}, {processor}", processor=processor, auto=auto)


PROGRAMS: dict[str, str] = {
    "audio-classification": read_for("AutoFeatureExtractor", "AutoModelForAudioClassification")
    + """
inputs = processor(sound, sampling_rate=rate_wanted, return_tensors="pt")
print({{name: tuple(tensor.shape) for name, tensor in inputs.items()}})
with torch.no_grad():
    probabilities = model(**inputs).logits[0].softmax(-1)
for index in probabilities.argsort(descending=True)[:{top_k}].tolist():
    print(f"{{probabilities[index]:.2f}} {{model.config.id2label[index]}}")
""",
    "zero-shot-audio-classification": read_for("AutoProcessor", "ClapModel")
    + """
labels, template = {candidate_labels}, {hypothesis_template}
inputs = processor(
    text=[template.format(label) for label in labels],
    audio=sound,
    sampling_rate=rate_wanted,
    padding=True,
    return_tensors="pt",
)
with torch.no_grad():
    scores = model(**inputs).logits_per_audio[0].softmax(-1)
for score, label in sorted(zip(scores.tolist(), labels), reverse=True):
    print(f"{{score:.2f}} {{label}}")
""",
    "automatic-speech-recognition": """\
import soundfile, soxr, torch
from transformers import AutoConfig, AutoModelForCTC, AutoModelForSpeechSeq2Seq, AutoProcessor

processor = AutoProcessor.from_pretrained({model}{revision})
rate_wanted = processor.feature_extractor.sampling_rate
samples, rate = soundfile.read({audio}, dtype="float32", always_2d=True)
sound = soxr.resample(samples.mean(axis=1), rate, rate_wanted)
inputs = processor(sound, sampling_rate=rate_wanted, return_tensors="pt")  # of Whisper, a log-mel picture of 30 s

if AutoConfig.from_pretrained({model}{revision}).is_encoder_decoder:
    model = AutoModelForSpeechSeq2Seq.from_pretrained({model}{revision})
    tokens = model.generate(**inputs, num_beams=1)
else:  # CTC: a letter or silence for each moment
    model = AutoModelForCTC.from_pretrained({model}{revision})
    with torch.no_grad():
        tokens = model(**inputs).logits.argmax(-1)
print({{name: tuple(tensor.shape) for name, tensor in inputs.items()}}, tuple(tokens.shape))
print(processor.batch_decode(tokens, skip_special_tokens=True)[0])
""",
    "text-to-speech": """\
import soundfile, torch
from transformers import AutoModelForTextToWaveform, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained({model}{revision})
model = AutoModelForTextToWaveform.from_pretrained({model}{revision})
inputs = tokenizer({text}, return_tensors="pt")
print(tokenizer.convert_ids_to_tokens(inputs["input_ids"][0]))
with torch.no_grad():
    waveform = model(**inputs).waveform[0]  # VITS guesses how long each sound lasts: never twice quite the same
rate = model.config.sampling_rate
soundfile.write("speech.wav", waveform.numpy(), rate, subtype="PCM_16")
print("speech.wav:", len(waveform) / rate, "s")
""",
}
