// Reads a topic from its beginning with a third party's clients, given nothing but two addresses, and prints one JSON object per line.
//   node read-scores.js BROKER REGISTRY_URL [TOPIC]
// Ends with 1 when the topic is empty or a record cannot be decoded.
import { Kafka, logLevel } from 'kafkajs'
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'

const [broker, registryUrl, topic = 'screening.scores'] = process.argv.slice(2)
if (!broker || !registryUrl) {
  console.error('usage: node read-scores.js BROKER REGISTRY_URL [TOPIC]')
  process.exit(2)
}

const registry = new SchemaRegistry({ host: registryUrl })
const kafka = new Kafka({ clientId: 'third-party-reader', brokers: [broker], logLevel: logLevel.ERROR })

async function ends() {
  const admin = kafka.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  return new Map(offsets.filter(({ low, high }) => BigInt(high) > BigInt(low)).map(({ partition, high }) => [partition, BigInt(high)]))
}

async function read(awaited) {
  const consumer = kafka.consumer({ groupId: `third-party-${process.pid}-${Date.now()}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  let count = 0
  await new Promise((resolve, reject) => {
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      const end = awaited.get(payload.partition)
      if (end !== undefined && BigInt(payload.lastOffset) + 1n >= end) {
        awaited.delete(payload.partition)
      }
      if (awaited.size === 0) {
        resolve()
      }
    })
    consumer
      .run({
        eachMessage: async ({ partition, message }) => {
          try {
            const value = message.value === null ? null : await registry.decode(message.value)
            console.log(JSON.stringify({ partition, offset: message.offset, key: message.key?.toString(), value }))
            count++
          } catch (error) {
            reject(new Error(`partition ${partition}, offset ${message.offset}: ${error.message}`))
          }
        }
      })
      .catch(reject)
    setTimeout(() => reject(new Error(`partitions ${[...awaited.keys()]} were not read to their end within 60 s`)), 60_000).unref()
  })
  await consumer.disconnect()
  return count
}

try {
  const awaited = await ends()
  const count = awaited.size === 0 ? 0 : await read(awaited)
  console.error(`${count} records of ${topic} read and decoded`)
  process.exit(count > 0 ? 0 : 1)
} catch (error) {
  console.error(`${topic} cannot be read: ${error.message}`)
  process.exit(1)
}
