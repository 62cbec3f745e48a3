# One image for web, worker and migration, with the same code as `make run`, and one for backups.
# Both stages use the same base image, so that the virtual environment can be copied from one to the other.
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
WORKDIR /src
RUN python3 -m venv /opt/afterglow && python3 -m venv /opt/tools
COPY requirements/ requirements/
RUN /opt/afterglow/bin/pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
RUN /opt/tools/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt -r requirements/node.txt
COPY . .
# The build hook builds the phone app with the Node from the wheel. Only the built package reaches the final image.
RUN /opt/tools/bin/pip wheel --no-deps --no-build-isolation --no-index --wheel-dir /wheels . \
 && /opt/afterglow/bin/pip install --no-cache-dir --no-deps --no-index /wheels/*.whl \
 && /opt/afterglow/bin/python -m compileall -q /opt/afterglow/lib

FROM ${PYTHON} AS afterglow
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

# For the service `backup`: pg_dump must be as new as the database, so it comes from PostgreSQL's own repository.
FROM afterglow AS backup
USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install -y --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
USER afterglow

FROM afterglow
