using KillSwitch.Course.Exercises;
using KillSwitch.Tests;

namespace KillSwitch.Course.Tests.Exercises;

public sealed class OwnProgramTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ShellFact("sh")]
    public void Run_ProgramThatWrites_GivesItsLines()
    {
        Named("""{ "run": ["sh", "-c", "cat there; echo two"] }""");
        File.WriteAllText(_folder.File("there"), "one\n");

        Assert.Equal(["one", "two"], OwnProgram.Run(_folder));
    }

    [Theory]
    [InlineData("""{ "run": ["no-such-language", "router"] }""", "'no-such-language' cannot be started")]
    [InlineData("""{ "run": [] }""", "has to name your program")]
    [InlineData("{ run", "is no JSON: look at line 1, character 3.")]
    [InlineData("""{ "run": [1] }""", "has to name your program")]
    [InlineData(null, "cannot be read")]
    public void Run_WhatCannotBeStarted_SaysWhatToDo(string? json, string says)
    {
        if (json is not null)
            Named(json);

        var refused = Assert.Throws<AnswerUnreadableException>(() => OwnProgram.Run(_folder));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [ShellFact("sh")]
    public void Run_ProgramThatFails_SaysWhatItSaidLast()
    {
        Named("""{ "run": ["sh", "-c", "echo first >&2; echo NameError: orders >&2; exit 3"] }""");

        var refused = Assert.Throws<AnswerUnreadableException>(() => OwnProgram.Run(_folder));
        Assert.Contains("ended with 3: NameError: orders", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>It has ended, and what it started goes on and holds its output open.</summary>
    [ShellFact("sh")]
    public void Run_ProgramThatLeavesAnotherBehind_IsNotWaitedForForEver()
    {
        Named("""{ "run": ["sh", "-c", "sleep 20 & echo one"] }""");

        var refused = Assert.Throws<AnswerUnreadableException>(() => OwnProgram.Run(_folder, TimeSpan.FromSeconds(0.5), []));
        Assert.Contains("or what it started, had not ended after 0.5 s", refused.Message, StringComparison.Ordinal);
    }

    private void Named(string json) => File.WriteAllText(_folder.File("run.json"), json);
}
