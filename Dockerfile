FROM python:3.12-slim
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ARG EXTRAS=""
RUN useradd --create-home --uid 1000 user && install -d -o user /home/user/.cache
WORKDIR /home/user/app
COPY requirements.txt .
RUN pip install --no-cache-dir --extra-index-url "$TORCH_INDEX" -r requirements.txt $EXTRAS
COPY . .
USER user
ENV GRADIO_SERVER_NAME=0.0.0.0 HF_HOME=/home/user/.cache/huggingface
EXPOSE 7860
CMD ["python", "app.py"]
