using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KillSwitch.Course.Exercises;

/// <summary>Whose work it is. Questions differ by the name, so that answers cannot be handed on.</summary>
/// <param name="Name">As it was given; empty for somebody who works alone. Case and blanks around it do not count.</param>
internal sealed record Student(string Name)
{
    public static Student Alone { get; } = new("");

    /// <summary>One of several things, always the same for the same name and question.</summary>
    /// <param name="all">There is at least one.</param>
    /// <param name="question">Tells apart what is picked for one student.</param>
    public T Pick<T>(IReadOnlyList<T> all, string question)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Name.Trim().ToUpperInvariant()}\n{question}"));
        return all[(int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)all.Count)];
    }
}
