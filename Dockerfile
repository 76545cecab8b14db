FROM node:22-bookworm-slim AS build
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.base.json ./
COPY shared shared
COPY server server
COPY client client
COPY scripts scripts
RUN npm run build

FROM node:22-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
WORKDIR /parley
ENV NODE_ENV=production HOST=0.0.0.0
COPY package.json ./
COPY migrations migrations
COPY --from=packages /parley/node_modules node_modules
COPY --from=build /parley/dist dist
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/server/main.js"]
