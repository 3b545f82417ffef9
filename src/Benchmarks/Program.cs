using KillSwitch.Benchmarks.Cli;

return await BenchCommand.RunAsync(args);
