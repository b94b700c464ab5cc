export { type Asset, createApp } from './app.ts'
export { startServer } from './serve.ts'
