using System.Text.Json;
using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Tests.People;

public sealed class PersonTests
{
    [Theory]
    [InlineData("alice", "Alice")]
    [InlineData("alice", " ALICE\t")]
    [InlineData("jürgen", "JÜRGEN")]
    public void Equals_CaseAndBlanksAround_AreOnePerson(string one, string other)
    {
        Assert.Equal(new Person(one), new Person(other));
        Assert.Equal(new Person(one).GetHashCode(), new Person(other).GetHashCode());
        Assert.Equal(new Person(one).Key, new Person(other).Key);
    }

    [Theory]
    [InlineData("alice", "alice2")]
    [InlineData("al ice", "alice")]
    [InlineData("jurgen", "jürgen")]
    public void Equals_OtherNames_AreTwoPeople(string one, string other) => Assert.NotEqual(new Person(one), new Person(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Find_Blank_IsNobody(string? name)
    {
        Assert.Null(Person.Find(name));
        Assert.ThrowsAny<ArgumentException>(() => new Person(name!));
    }

    [Theory]
    [InlineData("user:alice", "alice")]
    [InlineData("USER:Alice", "Alice")]
    [InlineData("detector", null)]
    [InlineData("user:", null)]
    [InlineData("superuser:alice", null)]
    public void FromId_OnlyAPersonsId_IsAPerson(string actor, string? name) => Assert.Equal(name, Person.FromId(actor)?.Name);

    [Fact]
    public void Id_IsReadBackAsTheSamePerson() => Assert.Equal(new Person("alice"), Person.FromId(new Person("alice").Id));

    [Fact]
    public void Json_IsTheNameAsWritten()
    {
        var decision = new ApprovalDecision(new Person(" Alice "), Verdict.Approve, "ok", 1, "k");

        var json = JsonSerializer.Serialize(decision, IncidentsJson.Default.ApprovalDecision);

        Assert.Equal("""{"by":"Alice","verdict":"APPROVE","reason":"ok","ts":1,"key":"k"}""", json);
        Assert.Equal(decision, JsonSerializer.Deserialize(json, IncidentsJson.Default.ApprovalDecision));
    }

    [Theory]
    [InlineData("\"  \"")]
    [InlineData("7")]
    public void Json_NoName_IsRefused(string by) =>
        Assert.StartsWith(
            "A person is a name, as text that is not blank.",
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(
                $$"""{"by":{{by}},"verdict":"APPROVE","reason":"ok","ts":1,"key":"k"}""", IncidentsJson.Default.ApprovalDecision)).Message);
}
