# Rolecall in a container: the service on port 8000, or `docker run -i rolecall classify -` for one ad.
# docs/deploy.md says how to run it. The root file system may be read-only: only /dev/shm is written to.

# Any image with Python 3.11.5 or newer, its venv module, libstdc++ and certificates; it serves both stages.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
SHELL ["/bin/sh", "-euc"]
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# A package index of one's own comes in as a secret, with its certificates: neither is kept in the image.
RUN --mount=type=secret,id=pip --mount=type=secret,id=certificates \
    export PIP_CONFIG_FILE=/run/secrets/pip; \
    python3 -m venv /opt/rolecall; \
    /opt/rolecall/bin/pip install --require-hashes --requirement requirements.lock; \
    python3 -m venv /opt/build; \
    sed -n '/^setuptools==/,/[^\\]$/p' requirements-dev.lock > build.lock; \
    /opt/build/bin/pip install --require-hashes --requirement build.lock
COPY pyproject.toml README.md LICENSE ./
COPY models models
COPY classifier classifier
COPY service service
# What only installs, tests or describes packages stays behind.
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .; \
    /opt/rolecall/bin/pip install --no-index --no-deps dist/*.whl; \
    /opt/rolecall/bin/pip uninstall --yes pip setuptools; \
    find /opt/rolecall -depth -type d -name tests -path '*/numpy/*' -exec rm -r {} +

FROM ${BASE}
LABEL org.opencontainers.image.title="Rolecall" \
      org.opencontainers.image.description="Reads health information management job ads" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /opt/rolecall /opt/rolecall
ENV PATH=/opt/rolecall/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["rolecall"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
