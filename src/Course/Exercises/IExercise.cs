namespace KillSwitch.Course.Exercises;

/// <summary>An exercise. What it asks stands in its folder; here is how an answer is looked at.</summary>
internal interface IExercise
{
    /// <summary>Two digits, as it is typed.</summary>
    string Number { get; }

    /// <summary>Its folder: <c>01-read-an-incident</c>.</summary>
    string Folder { get; }

    /// <summary>A line for the list.</summary>
    string Title { get; }

    /// <summary>How long it takes somebody who has read what it names.</summary>
    int Minutes { get; }

    /// <summary>Puts into a file of the start what differs by student.</summary>
    /// <param name="text">The file's text, as it stands in <c>start</c>.</param>
    /// <param name="student">Whose it becomes.</param>
    string Fill(string text, Student student);

    /// <summary>Looks at somebody's work.</summary>
    /// <param name="folder">It.</param>
    /// <param name="student">Whose.</param>
    /// <returns>What was looked at, in the order in which it is worth mending.</returns>
    /// <exception cref="AnswerUnreadableException">A file of it cannot be read: the message says which, why and what to do.</exception>
    IReadOnlyList<Finding> Check(string folder, Student student);
}
