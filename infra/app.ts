import { App } from 'aws-cdk-lib'
import { settingsFromContext } from './settings.ts'
import { stacks } from './stacks.ts'

const app = new App()
stacks(app, settingsFromContext(app.node))
app.synth()
