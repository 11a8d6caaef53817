// Calls every method of @huggingface/inference that fits one of our tasks; prints what came, by the method's name.
//
//     node inference_js.mjs SERVER EXAMPLES PHOTOS

import { readFile } from "node:fs/promises";
import { InferenceClient } from "@huggingface/inference";

const [server, examples, photos] = process.argv.slice(2);
const client = (path) => new InferenceClient().endpoint(`${server}${path}`);
const of = (task) => client(`tasks/${task}`);
const file = async (name, type) => new Blob([await readFile(`${examples}/${name}`)], { type });
const sizeOf = async (blob) => ({ type: blob.type, size: blob.size });

const speech = await file("short-speech.ogg", "audio/ogg");
const dog = await file("dog.ogg", "audio/ogg");
const photo = async (name) => new Blob([await readFile(`${photos}/${name}`)], { type: "image/png" });
const coffee = await photo("coffee.png");
const astronaut = await photo("astronaut.png");
const receipt = await file("receipt.png", "image/png");
const small = await file("small-lion.png", "image/png");
const ask = [{ role: "user", content: "What is the capital of Japan?" }];
const story = "The train to Leeds was late. The passengers waited for an hour in the rain. Then a bus came for them.";

const calls = {
  textClassification: () => of("text-classification").textClassification({ inputs: "I love this film." }),
  zeroShotClassification: () =>
    of("zero-shot-classification").zeroShotClassification({
      inputs: "My parcel arrived broken and I want my money back.",
      parameters: { candidate_labels: ["refund", "praise", "travel"] },
    }),
  tokenClassification: () => of("token-classification").tokenClassification({ inputs: "Angela Merkel met Tim Cook." }),
  fillMask: () => of("fill-mask").fillMask({ inputs: "Paris is the [MASK] of France." }),
  questionAnswering: () =>
    of("question-answering").questionAnswering({
      inputs: { question: "Where do I live?", context: "I live in Berlin." },
    }),
  tableQuestionAnswering: () =>
    of("table-question-answering").tableQuestionAnswering({
      inputs: { query: "How old is Ada?", table: { Name: ["Ada", "Bob"], Age: ["36", "20"] } },
    }),
  summarization: () => of("summarization").summarization({ inputs: story }),
  translation: () => of("translation").translation({ inputs: "My name is Sarah." }),
  sentenceSimilarity: () =>
    of("sentence-similarity").sentenceSimilarity({
      inputs: { source_sentence: "A cat", sentences: ["A dog sleeps", "A kitten"] },
    }),
  featureExtraction: () => of("feature-extraction").featureExtraction({ inputs: "A cat on a mat" }),
  automaticSpeechRecognition: () =>
    of("automatic-speech-recognition").automaticSpeechRecognition({ inputs: speech }),
  audioClassification: () => of("audio-classification").audioClassification({ inputs: dog }),
  audioToAudio: () => of("audio-to-audio").audioToAudio({ inputs: dog }),
  textToSpeech: async () => sizeOf(await of("text-to-speech").textToSpeech({ inputs: "Good morning." })),
  imageClassification: () => of("image-classification").imageClassification({ inputs: small }),
  objectDetection: () => of("object-detection").objectDetection({ inputs: astronaut }),
  imageSegmentation: () => of("image-segmentation").imageSegmentation({ inputs: coffee }),
  zeroShotImageClassification: () =>
    of("zero-shot-image-classification").zeroShotImageClassification({
      inputs: { image: small },
      parameters: { candidate_labels: ["lion", "boat"] },
    }),
  imageToImage: async () => sizeOf(await of("image-to-image").imageToImage({ inputs: small })),
  visualQuestionAnswering: () =>
    of("visual-question-answering").visualQuestionAnswering({ inputs: { question: "What is it?", image: coffee } }),
  documentQuestionAnswering: () =>
    of("document-question-answering").documentQuestionAnswering({
      inputs: { question: "What is the total?", image: receipt },
    }),
  chatCompletion: () => client("").chatCompletion({ model: "auto", messages: ask, temperature: 0 }),
  chatCompletionStream: async () => {
    const parts = [];
    for await (const part of client("").chatCompletionStream({ model: "auto", messages: ask, temperature: 0 })) {
      parts.push(part.choices[0]?.delta?.content ?? "");
    }
    return parts;
  },
};

const answers = {};
for (const [name, call] of Object.entries(calls)) {
  try {
    answers[name] = { answer: await call() };
  } catch (error) {
    answers[name] = { error: `${error.name}: ${error.message}` };
  }
}
console.log(JSON.stringify(answers));
