import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { fastifyPlugin } from 'fastify-plugin'

/**
 * Lets running requests end when the server closes, then closes their connections, and after a while those of requests
 * that have not ended.
 */
export const closeGracefully = fastifyPlugin<{ graceMs: number }>(async (app, { graceMs }) => {
  const sockets = new Set<Socket>()
  let isClosing = false

  app.server.on(isTls(app) ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  app.addHook('onResponse', async (request) => {
    if (isClosing && request.raw.httpVersionMajor === 1) request.raw.socket.destroySoon()
  })
  app.addHook('preClose', async () => {
    isClosing = true
    const timer = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs)
    app.server.once('close', () => clearTimeout(timer))
  })
})

function isTls(app: FastifyInstance): boolean {
  return 'setSecureContext' in app.server
}
