using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Identity;

/// <summary>
/// The one form of token a data folder knows: an authentication ticket, encrypted and authenticated with the keys in
/// <c>DIR/keys</c>. <see cref="LocalTokens"/> writes it; ASP.NET Core's bearer-token handler reads it.
/// </summary>
internal static class TokenTicketFormat
{
    private const string ApplicationName = "KillSwitch";
    private const string Purpose = "KillSwitch.OperatorToken.v1";

    public static ISecureDataFormat<AuthenticationTicket> Open(string dataFolder)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = new PrivateKeyFiles(KeysFolder(dataFolder)));
        var protector = services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
        return new TicketDataFormat(protector);
    }

    public static string KeysFolder(string dataFolder) => Path.Combine(dataFolder, "keys");
}
