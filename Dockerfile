# The browser portal is built with everything, the service runs with its own dependencies alone.
FROM node:24-slim AS build
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# argon2 and bcrypt bring their binaries with them, so no script has to run.
FROM node:24-slim AS dependencies
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
LABEL org.opencontainers.image.title="Customer Portal" \
      org.opencontainers.image.description="The self-service portal in front of an ITSM" \
      org.opencontainers.image.licenses="AGPL-3.0-or-later"
WORKDIR /portal
# The two of malloc keep what password hashing used from staying with the process.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576
COPY --from=dependencies /portal/node_modules ./node_modules
COPY package.json LICENSE ./
COPY openapi ./openapi
COPY schemas ./schemas
COPY src ./src
COPY --from=build /portal/dist ./dist
# A place for the embedded demo database, where there is no DATABASE_URL; and the command for administrators.
RUN mkdir .data && chown node:node .data && ln -s /portal/src/cli/portal-users.ts /usr/local/bin/portal-users
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that signals reach it.
CMD ["node", "--max-semi-space-size=8", "src/main.ts"]
