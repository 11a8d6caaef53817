// Draws <canvas class="relief" data-colours data-depths> as a cloud of coloured points that can be turned.
const DEPTH = 0.55, CAMERA = 2.6, STEP = 0.12, MOST = 1.1, SWAY_MS = 5000;
const CLIFF = 14; // of 255: a larger step in depth is an edge
const MOST_PIXELS = 24;

async function pixels(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

async function show(canvas) {
  const colours = await pixels(canvas.dataset.colours);
  const depths = (await pixels(canvas.dataset.depths)).data;
  const inks = new Uint32Array(colours.data.buffer);
  const { width: columns, height: rows } = colours;
  const context = canvas.getContext("2d");
  const frame = context.createImageData(canvas.width, canvas.height);
  const paper = new Uint32Array(frame.data.buffer);
  const nearest = new Float32Array(paper.length);
  const scale = 0.86 * Math.min(canvas.width / columns, canvas.height / rows);
  const side = Math.max(columns, rows);
  const lefts = new Int16Array(inks.length), tops = new Int16Array(inks.length), heights = new Float32Array(inks.length);
  let yaw = 0.25, pitch = 0.08, drawing = 0, touched = false;

  function project() {
    const sinYaw = Math.sin(yaw), cosYaw = Math.cos(yaw), sinPitch = Math.sin(pitch), cosPitch = Math.cos(pitch);
    for (let index = 0; index < inks.length; index++) {
      const x = (index % columns) - columns / 2, y = Math.floor(index / columns) - rows / 2;
      const z = (depths[4 * index] / 255 - 0.5) * DEPTH * side;
      const across = x * cosYaw + z * sinYaw, depth = z * cosYaw - x * sinYaw;
      const down = y * cosPitch - depth * sinPitch, towards = y * sinPitch + depth * cosPitch;
      const zoom = scale * (CAMERA * side) / (CAMERA * side - towards);
      lefts[index] = Math.round(canvas.width / 2 + across * zoom);
      tops[index] = Math.round(canvas.height / 2 + down * zoom);
      heights[index] = towards;
    }
  }

  // A point reaches to its neighbours on the right and below, unless the ground falls away between them.
  function reach(places, index, next) {
    const gap = Math.abs(depths[4 * index] - depths[4 * next]);
    return next < inks.length && gap <= CLIFF ? places[next] - places[index] : 0;
  }

  function draw() {
    drawing = 0;
    project();
    paper.fill(0);
    nearest.fill(-Infinity);
    const least = Math.ceil(scale * 1.3);
    for (let index = 0; index < inks.length; index++) {
      const last = index % columns === columns - 1;
      const right = last ? 0 : reach(lefts, index, index + 1), below = reach(tops, index, index + columns);
      const left = Math.max(0, Math.min(lefts[index], lefts[index] + right));
      const top = Math.max(0, Math.min(tops[index], tops[index] + below));
      const end = Math.min(canvas.width, left + Math.max(least, Math.min(MOST_PIXELS, Math.abs(right) + 1)));
      const bottom = Math.min(canvas.height, top + Math.max(least, Math.min(MOST_PIXELS, Math.abs(below) + 1)));
      for (let row = top; row < bottom; row++) {
        for (let place = row * canvas.width + left; place < row * canvas.width + end; place++) {
          if (heights[index] > nearest[place]) { nearest[place] = heights[index]; paper[place] = inks[index]; }
        }
      }
    }
    context.putImageData(frame, 0, 0);
  }

  function turn(right, up) {
    touched = true;
    yaw = Math.max(-MOST, Math.min(MOST, yaw + right));
    pitch = Math.max(-MOST, Math.min(MOST, pitch + up));
    drawing ||= requestAnimationFrame(draw);
  }

  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) turn(event.movementX / 200, event.movementY / 200);
  });
  canvas.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (!steps[event.key]) return;
    event.preventDefault();
    turn(...steps[event.key]);
  });

  function sway(now) {
    if (touched || !canvas.isConnected) return;
    const part = Math.min(1, (now - began) / SWAY_MS);
    yaw = 0.25 + 0.35 * Math.sin(part * 2 * Math.PI);
    draw();
    if (part < 1) requestAnimationFrame(sway);
  }

  const began = performance.now();
  draw();
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) requestAnimationFrame(sway);
}

function find() {
  const canvas = element.querySelector("canvas.relief:not([data-shown])");
  if (!canvas) return;
  canvas.dataset.shown = "yes";
  show(canvas);
}

new MutationObserver(find).observe(element, { childList: true, subtree: true });
find();
