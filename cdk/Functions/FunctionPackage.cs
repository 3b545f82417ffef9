using Amazon.CDK.AWS.Lambda;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Functions;

/// <summary>The one package of all functions, as <c>./run functions</c> leaves it.</summary>
internal static class FunctionPackage
{
    private static readonly string s_built = Repository.Path("src", "Functions", "bin", "package");

    public static bool IsBuilt => File.Exists(Path.Combine(s_built, "KillSwitch.Functions.dll"));

    /// <summary>The package; where it was not built, a file that says so, so that templates can be looked at all the same.</summary>
    public static Code Code => Amazon.CDK.AWS.Lambda.Code.FromAsset(IsBuilt ? s_built : Repository.Path("cdk", "Functions", "NotBuilt"));
}
