using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>A server's, for 127.0.0.1 and a day, signed by itself: nobody trusts it but who is told to.</summary>
internal static class ThrowAwayCertificate
{
    public static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
    }
}
