using System.Globalization;
using Amazon.CDK;
using KillSwitch.Cdk;
using KillSwitch.Cdk.Cost;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Workflows.Refusals;

// Called by the CDK CLI, which hands context and output over in the environment, or as
//   dotnet run -- [-c NAME=VALUE]... [--output FOLDER]
//   dotnet run -- cost [--hours N] [--total] FOLDER...      what was synthesized there would cost
//   dotnet run -- hours N                                   whether cost takes that, before anything is synthesized
//   dotnet run -- left PRICE=COUNT...                       what is left costs an hour
if (args is ["cost", .. var rest])
    return CostCommand.Run(rest, Console.Out, Console.Error);
if (args is ["hours", var hours])
    return CostCommand.Accept(hours, Console.Error);
if (args is ["left", .. var charges])
    return LeftoverCost.Run(charges, Console.Out, Console.Error);
var options = CommandLine.Parse(args);
if (options.Problem is { } problem)
{
    Console.Error.WriteLine(problem);
    return 2;
}
try
{
    NodeVersions.Accept();
    var app = new App(new AppProps
    {
        Context = CdkFlags.All,
        PostCliContext = options.Context,
        Outdir = options.Output,
        AnalyticsReporting = false,
        TreeMetadata = false,
    });
    var deployment = DeploymentReader.Read(name => Convert.ToString(app.Node.TryGetContext(name), CultureInfo.InvariantCulture));
    if (!FunctionPackage.IsBuilt)
        Console.Error.WriteLine(
            "The package of the functions was not built (./run functions): a file that says so stands for it. Such templates are to be read, not deployed."
        );
    if (!FunctionPackage.IsBuilt && deployment.RequirePackage)
        return 2;
    _ = new KillSwitchApp(app, deployment);
    app.Synth();
    return 0;
}
catch (InvalidSettingsException e)
{
    foreach (var line in e.Problems)
        Console.Error.WriteLine(line);
    return 2;
}
