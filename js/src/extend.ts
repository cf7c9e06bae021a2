/** Commands of one's own, which a server has beside Redis' and the collections'. */

import { Client } from "./client.js";
import type { Command } from "./command.js";
import { COMMANDS } from "./commands.generated.js";
import { Pipeline } from "./pipeline.js";

/**
 * Give all clients and pipelines methods for further commands.
 *
 * `znsocket generate` writes the modules that call it, with the types of the methods.
 *
 * @throws TypeError: A name is taken; nothing was added then.
 */
export function addCommands(commands: Readonly<Record<string, Command>>): void {
  for (const name of Object.keys(commands)) {
    if (name in Client.prototype || name in Pipeline.prototype) {
      throw new TypeError(`${name} cannot be a command: clients have something of that name`);
    }
  }
  for (const [name, command] of Object.entries(commands)) {
    COMMANDS[name] = command;
    Client.addMethod(name, command);
    if (!command.iterates) Pipeline.addMethod(name, command);
  }
}
