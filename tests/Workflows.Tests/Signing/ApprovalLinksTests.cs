using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Tests.Signing;

public sealed class ApprovalLinksTests
{
    private static readonly ApprovalLink s_link = new("inc-0123456789abcdef", 3, 1_763_000_000_000);

    private readonly ApprovalLinks _links = new(Encoding.ASCII.GetBytes("a key of at least 32 bytes, for tests"));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() => Assert.Equal(s_link, _links.Read(_links.Write(s_link)).Value);

    [Fact]
    public void Write_Twice_IsTheSameAndFitsIntoAPath()
    {
        var id = _links.Write(s_link);

        Assert.Equal(id, _links.Write(s_link));
        Assert.Matches("^[A-Za-z0-9._-]{20,200}$", id);
    }

    [Fact]
    public void Read_AnyOneCharacterChanged_IsTampered()
    {
        var id = _links.Write(s_link);

        for (var at = 0; at < id.Length; at++)
        {
            foreach (var other in "AZ9-.")
            {
                var changed = id[..at] + other + id[(at + 1)..];
                if (changed != id)
                    Assert.Equal(RefusalCode.LinkTampered, _links.Read(changed).Refusal?.Code);
            }
        }
    }

    [Fact]
    public void Read_MadeWithAnotherKey_IsTampered() =>
        Assert.Equal(RefusalCode.LinkTampered, new ApprovalLinks(new byte[32]).Read(_links.Write(s_link)).Refusal!.Code);

    [Fact]
    public void Read_AnyText_IsNoException() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text => _links.Read(text).IsRefused));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    public void Read_NoLink_IsTampered(string? id) => Assert.Equal(RefusalCode.LinkTampered, _links.Read(id).Refusal!.Code);

    [Fact]
    public void Constructor_ShortKey_SaysBothLengths() =>
        Assert.Contains(
            "has 5 bytes; it takes at least 32",
            Assert.Throws<ArgumentException>(() => new ApprovalLinks(new byte[5])).Message,
            StringComparison.Ordinal
        );
}
