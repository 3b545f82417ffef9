using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Tests.Support;

/// <summary>The templates of one installation, as CloudFormation would get them.</summary>
internal sealed class Synthesized : IDisposable
{
    private readonly Dictionary<string, string> _texts = [];

    public Synthesized(Deployment deployment)
    {
        NodeVersions.Accept();
        Deployment = deployment;
        Folder = Directory.CreateTempSubdirectory("killswitch-cdk-").FullName;
        var app = new App(new AppProps { Context = CdkFlags.All, Outdir = Folder, AnalyticsReporting = false, TreeMetadata = false });
        App = new KillSwitchApp(app, deployment);
        foreach (var stack in app.Synth().Stacks)
        {
            if (stack.StackName == AccountStack.Name)
            {
                Account = JsonNode.Parse(File.ReadAllText(stack.TemplateFullPath))!.AsObject();
                continue;
            }
            var name = stack.StackName["killswitch-".Length..^deployment.Suffix.Length];
            _texts[name] = File.ReadAllText(stack.TemplateFullPath);
            Templates[name] = JsonNode.Parse(_texts[name])!.AsObject();
            DependsOn[name] = [.. stack.Dependencies.Select(d => d.Manifest.DisplayName ?? d.Id)];
        }
        Resources =
        [
            .. Templates.SelectMany(t => t.Value["Resources"]!.AsObject().Select(r => new Resource(t.Key, r.Key, r.Value!.AsObject()))),
        ];
    }

    public Deployment Deployment { get; }

    /// <summary>Where the templates are.</summary>
    public string Folder { get; }

    public KillSwitchApp App { get; }

    /// <summary>By the stack's name between project and student: <c>network</c>.</summary>
    public Dictionary<string, JsonObject> Templates { get; } = [];

    /// <summary>The template that all installations of an account share; not among the others.</summary>
    public JsonObject Account { get; } = [];

    public Dictionary<string, string[]> DependsOn { get; } = [];

    /// <summary>Of all stacks.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    public IEnumerable<Resource> OfType(string type) => Resources.Where(r => r.Type == type);

    /// <summary>CDK's assertions on a stack.</summary>
    public Template Template(string stack) => Amazon.CDK.Assertions.Template.FromString(_texts[stack]);

    /// <summary>The function of this name, without suffix.</summary>
    public Resource Function(string name) => OfType("AWS::Lambda::Function").Single(f => f.Text("FunctionName") == Deployment.Named(name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
