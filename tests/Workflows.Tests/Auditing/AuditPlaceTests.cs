using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Workflows.Tests.Auditing;

public sealed class AuditPlaceTests
{
    private static readonly AuditPlace[] s_places =
    [
        new(9, 2, 0),
        new(10, 0, 5),
        new(10, 1, 4),
        new(10, 1, 10),
        new(1_767_366_002_001, 0, 0),
        new(AuditPlace.MaxTsInMs, 99_999, long.MaxValue),
    ];

    [Fact]
    public void Text_OfPlacesInOrder_IsInOrder()
    {
        var texts = s_places.Select(p => p.ToString()).ToList();

        Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        Assert.Equal(s_places.Order(), s_places);
        Assert.All(texts, text => Assert.Equal(39, text.Length));
    }

    [Fact]
    public void TryParse_ItsOwnText_IsThePlace() =>
        Assert.All(s_places, place => Assert.True(AuditPlace.TryParse(place.ToString(), out var read) && read == place));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1767366002001-00002")]
    [InlineData("1767366002001-0000x-0000000000000001718")]
    [InlineData("1767366002001_00002-0000000000000001718")]
    [InlineData("-767366002001-00002-0000000000000001718")]
    public void TryParse_AnythingElse_IsNone(string? text) => Assert.False(AuditPlace.TryParse(text, out _));

    [Fact]
    public void BeginAndEnd_OfAMillisecond_HoldItsPlacesAndNoOthers()
    {
        string Of(AuditPlace place) => place.ToString();

        Assert.True(string.CompareOrdinal(AuditPlace.Begin(10), Of(new(10, 0, 0))) < 0);
        Assert.True(string.CompareOrdinal(AuditPlace.End(10), Of(new(10, 99_999, long.MaxValue))) > 0);
        Assert.True(string.CompareOrdinal(AuditPlace.End(10), Of(new(11, 0, 0))) < 0);
    }
}
