using System.CommandLine;

var root = new RootCommand("Measures the kill switch, each figure beside a baseline of the same run.");
return await root.Parse(args).InvokeAsync();
