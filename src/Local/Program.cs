using KillSwitch.Local.Cli;

return await CommandLine.RunAsync(args);
