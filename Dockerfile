# syntax=docker/dockerfile:1
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /src
COPY requirements.lock .
RUN python3 -m venv /opt/rolecall \
    && /opt/rolecall/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && /opt/rolecall/bin/pip install --no-cache-dir "setuptools>=80"
COPY . .
RUN /opt/rolecall/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/rolecall/bin/pip uninstall --yes setuptools

FROM ${BASE}
COPY --from=build /opt/rolecall /opt/rolecall
RUN useradd --system --uid 10001 --no-create-home rolecall
USER 10001
ENV PATH=/opt/rolecall/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["rolecall", "serve", "--host", "0.0.0.0", "--port", "8000"]
