return await KillSwitch.Course.Cli.ExerciseCommand.RunAsync(args);
