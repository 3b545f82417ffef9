return await KillSwitch.Lake.Cli.LakePrograms.RunAsync(args);
