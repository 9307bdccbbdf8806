import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'

/** An access token lives so long; a person who is deactivated keeps at most this. */
const accessTokenValidity = Duration.minutes(30)

const resources = 'motcua'
const deskScopeName = 'desk'

/** The scope that a machine client's token has, as the pool writes it; a token of a machine without it is refused. */
export const machineScope = `${resources}/${deskScopeName}`

/** The user pool with the public client of the front ends and the machine clients of the city's systems. */
export class SignIn extends Construct {
  readonly userPoolId: string
  /** The public client first, then the machine clients. */
  readonly clientIds: string[]
  /** Client id of each machine client, by its name. */
  readonly machineClients: Record<string, string>

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id)
    const sandbox = isSandbox(settings)
    const pool = new UserPool(this, 'Pool', {
      userPoolName: 'motcua',
      selfSignUpEnabled: true,
      signInAliases: { username: true, email: true },
      autoVerify: { email: true },
      mfa: sandbox ? Mfa.OFF : Mfa.OPTIONAL,
      ...(sandbox ? {} : { mfaSecondFactor: { sms: false, otp: true } }),
      passwordPolicy: { minLength: 12 },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: !sandbox,
      removalPolicy: sandbox ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    })
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: `motcua-${settings.stage}-${Aws.ACCOUNT_ID}` } })
    pool.addGroup('Administrators', { groupName: 'administrator', description: 'Catalogue, calendars, staff' })

    const desk = new ResourceServerScope({
      scopeName: deskScopeName,
      scopeDescription: 'Work with the desk as a machine',
    })
    const resourceServer = pool.addResourceServer('Resources', { identifier: resources, scopes: [desk] })
    const deskScope = OAuthScope.resourceServer(resourceServer, desk)

    const callbackUrls = sandbox ? ['http://localhost:8080/'] : settings.origins.map((origin) => `${origin}/`)
    const people = pool.addClient('People', {
      generateSecret: false,
      authFlows: { userPassword: true },
      // A public client: Cognito holds it to the code challenge (PKCE) that it began with.
      oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.OPENID, OAuthScope.EMAIL], callbackUrls },
      accessTokenValidity,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    })
    this.machineClients = {}
    for (const name of settings.machineClients) {
      const client = pool.addClient(`Machine-${name}`, {
        userPoolClientName: name,
        generateSecret: true,
        oAuth: { flows: { clientCredentials: true }, scopes: [deskScope] },
        accessTokenValidity,
      })
      this.machineClients[name] = client.userPoolClientId
    }
    this.userPoolId = pool.userPoolId
    this.clientIds = [people.userPoolClientId, ...Object.values(this.machineClients)]
  }
}
