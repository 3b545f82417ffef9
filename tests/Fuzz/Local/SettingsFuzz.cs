using System.Text;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Local.Identity;
using KillSwitch.Tests;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Fuzz.Tests.Local;

public sealed class SettingsFuzz
{
    [Fact]
    public void AnyDetectionSettings_AreWithinTheirRangesOrRefused() => Fuzzer.Run(new Detection());

    [Fact]
    public void AnyUsersFile_NamesPeopleWithRolesOrIsRefused() => Fuzzer.Run(new Users());

    private sealed class Detection() : FuzzTarget("detection")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = [Encoding.UTF8.GetBytes(DetectionSettings.DefaultText)];

        public override long Allocation => 1024 * 1024;

        public override void Try(byte[] input)
        {
            try
            {
                var settings = DetectionSettings.Parse(Encoding.UTF8.GetString(input), "a file");
                Assert.InRange(settings.Window.TotalSeconds, 10, 3600);
                Assert.Equal(0, settings.Window.Ticks % settings.Slide.Ticks);
                Assert.InRange(settings.ClockAhead, TimeSpan.Zero, settings.Lateness);
                Assert.True(settings.Account.Notional is not { MaxUsd: <= 0 } && settings.Account.OrderRate is not { MaxOrders: < 1 });
            }
            catch (DetectionSettingsException refused)
            {
                Assert.Contains("a file", refused.Message, StringComparison.Ordinal);
            }
        }
    }

    private sealed class Users() : FuzzTarget("users")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            """{"users": [{"name": "erin", "email": "erin@example.com", "roles": ["approver", "operator"]}, {"name": "bob", "roles": ["observer"]}]}"""u8.ToArray(),
            """{"users": [{"name": "a", "roles": [1]}], /* two */ }"""u8.ToArray(),
        ];

        public override IReadOnlyList<string> Words { get; } =
        ["\"users\":", "\"name\":", "\"roles\":", "\"admin\"", "\"approver\"", "\"Approver\"", "7", "[", "]", "{", "}", ",", "\"bob\""];

        public override void Try(byte[] input)
        {
            using var folder = new TempFolder();
            File.WriteAllBytes(folder.File(LocalUsers.FileName), input);
            try
            {
                var users = new LocalUsers(folder).List();
                Assert.NotEmpty(users);
                Assert.Distinct(users.Select(u => u.Name));
                Assert.All(users, u => Assert.All(u.Roles, r => Assert.True(Enum.IsDefined(r))));
            }
            catch (UsersFileException refused)
            {
                Assert.Contains(LocalUsers.FileName, refused.Message, StringComparison.Ordinal);
            }
        }
    }
}
