using System.Security.Cryptography;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Workflow;

/// <summary>
/// The limits file beside the router's code: another file is another layer, so that routers start anew with it. It needs no bucket, no
/// way there, and no right to read.
/// </summary>
internal sealed class LimitsLayer : Construct
{
    private const string Name = "limits.json";

    /// <param name="scope">Whose functions read it.</param>
    /// <param name="file">The limits file.</param>
    /// <param name="deployment">The installation.</param>
    /// <param name="name">Of the layer: each stack that reads it has its own, as none may keep another from changing it.</param>
    public LimitsLayer(Construct scope, string file, Deployment deployment, string name = "killswitch-limits")
        : base(scope, "Limits")
    {
        Layer = new LayerVersion(this, "Layer", new LayerVersionProps
        {
            LayerVersionName = deployment.Named(name),
            Description = "What every order is held against",
            Code = Code.FromAsset(FolderOf(file)),
        });
    }

    /// <summary>Where Lambda puts it.</summary>
    public static string Path => $"/opt/{Name}";

    public LayerVersion Layer { get; }

    /// <summary>A folder with the file alone, which a layer is made of.</summary>
    private static string FolderOf(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var folder = Directory.CreateDirectory(
            System.IO.Path.Combine(System.IO.Path.GetTempPath(), "killswitch-limits", Convert.ToHexStringLower(SHA256.HashData(bytes)))
        );
        File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, Name), bytes);
        return folder.FullName;
    }
}
