import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  paginateListUserPoolClients,
} from '@aws-sdk/client-cognito-identity-provider'
import { sdk } from './aws.ts'
import { machinePersonas, type Persona, userPersonas } from './people.ts'

/** How a persona signs in. `person` is the token's `sub`: how the services know him. */
export type SignIn =
  | { kind: 'person'; person: string; username: string; password: string; clientId: string }
  | { kind: 'machine'; person: string; clientId: string; clientSecret: string }

export type SignIns = Record<string, SignIn>

/** Registers every persona in the user pool and keeps how they sign in in a file that only its owner can read. */
export async function createPersonas(
  endpoint: string,
  userPoolId: string,
  clientId: string,
  file: string,
): Promise<SignIns> {
  const cognito = new CognitoIdentityProviderClient(sdk(endpoint))
  const people = userPersonas.map(async (persona): Promise<[string, SignIn]> => {
    return [persona.name, await createUser(cognito, userPoolId, clientId, persona)]
  })
  const machines = await readMachines(cognito, userPoolId)
  const found = new Map([...(await Promise.all(people)), ...machines])
  const names = [...userPersonas, ...machinePersonas].map(({ name }) => name)
  const signIns = Object.fromEntries(names.map((name) => [name, found.get(name)])) as SignIns
  writeFileSync(file, JSON.stringify(signIns, undefined, 2), { mode: 0o600 })
  return signIns
}

/** Reads what createPersonas wrote. */
export function readPersonas(file: string): SignIns {
  return JSON.parse(readFileSync(file, 'utf8')) as SignIns
}

async function createUser(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  clientId: string,
  { name, called, email, administrator }: Persona,
): Promise<SignIn> {
  const attributes = { email, email_verified: 'true', name: called }
  const { User } = await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: name,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  )
  const person = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value
  if (!person) throw new Error(`The user pool gave ${name} no sub.`)
  // The fixed ending satisfies every rule that a pool can have about kinds of characters.
  const password = `${randomBytes(18).toString('base64url')}aA1!`
  const permanent = { UserPoolId, Username: name, Password: password, Permanent: true }
  await cognito.send(new AdminSetUserPasswordCommand(permanent))
  if (administrator) {
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: name, GroupName: 'administrator' }))
  }
  return { kind: 'person', person, username: name, password, clientId }
}

/** The stack registers the machine clients; only their ids and secrets are read here. */
async function readMachines(cognito: CognitoIdentityProviderClient, UserPoolId: string): Promise<[string, SignIn][]> {
  const found: [string, SignIn][] = []
  for await (const { UserPoolClients = [] } of paginateListUserPoolClients({ client: cognito }, { UserPoolId })) {
    for (const { ClientName = '', ClientId = '' } of UserPoolClients) {
      if (!machinePersonas.some(({ name }) => name === ClientName)) continue
      const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
      const clientSecret = UserPoolClient?.ClientSecret
      if (!clientSecret) throw new Error(`The machine client ${ClientName} has no secret.`)
      found.push([ClientName, { kind: 'machine', person: ClientId, clientId: ClientId, clientSecret }])
    }
  }
  const missing = machinePersonas.filter(({ name }) => !found.some(([known]) => known === name))
  if (missing.length > 0) throw new Error(`The user pool has no client ${missing.map(({ name }) => name).join(', ')}.`)
  return found
}
