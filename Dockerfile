# The same code as `make run`, as one image for web, worker and migration.
# Both stages stand on one base, so that the virtual environment can be carried over as it is.
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
WORKDIR /src
RUN python3 -m venv /opt/afterglow && python3 -m venv /opt/tools
COPY requirements/ requirements/
RUN /opt/afterglow/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
RUN /opt/tools/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/node.txt
COPY . .
# The build hook makes the phone's app with the wheel's Node; nothing but the wheel goes further.
RUN /opt/tools/bin/pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /wheels . \
 && /opt/afterglow/bin/pip install --no-cache-dir --no-deps --no-index /wheels/*.whl \
 && /opt/afterglow/bin/python -m compileall -q /opt/afterglow/lib

FROM ${PYTHON}
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin afterglow \
 && install -d -o afterglow -g afterglow -m 0700 /data
COPY --from=build /opt/afterglow /opt/afterglow
ENV PATH=/opt/afterglow/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AFTERGLOW_HOST=0.0.0.0 \
    AFTERGLOW_DATA_DIR=/data
WORKDIR /data
USER afterglow
VOLUME /data
EXPOSE 8000
CMD ["afterglow", "serve"]
