return await KillSwitch.Chaos.Cli.ChaosCommand.RunAsync(args);
