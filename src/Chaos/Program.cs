using System.CommandLine;

var root = new RootCommand("Breaks the running kill switch on purpose, under load, and checks what it promised.");
return await root.Parse(args).InvokeAsync();
