using System.Reflection;
using System.Text.RegularExpressions;
using KillSwitch.Tests;

namespace KillSwitch.Aws.Tests.Functions;

/// <summary>
/// src/Signatures has what src/Functions and spark/Driver use, and nothing else. That it has all of it, the compiler says; this says
/// that it has no more.
/// </summary>
public sealed partial class SignaturesTests
{
    private static readonly string s_users = string.Join('\n', Sources("src", "Functions").Concat(Sources("spark", "Driver")));

    private static readonly Type[] s_types = [.. typeof(AWSMSKAuthTokenGenerator).Assembly.GetExportedTypes()];

    public static TheoryData<string> Members =>
        [
            .. s_types
                .SelectMany(type => OwnMembers(type).Select(member => $"{type.Name} {member}"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Members))]
    public void Member_OfASignature_IsUsed(string member)
    {
        var (type, name) = (member.Split(' ')[0], member.Split(' ')[1]);
        // Values of enumerations and constants by their type; all else as a call, a read, an initialiser or an attribute's argument.
        var use = s_types.First(t => t.Name == type).GetField(name) is null ? $@"\.{name}\b|\b{name} =" : $@"\b{type}\.{name}\b";

        Assert.Matches(use, s_users);
    }

    [Fact]
    public void Types_NotUsedThemselves_AreThereForAnother()
    {
        var mentioned = s_types.SelectMany(Mentioned).ToHashSet();

        Assert.Empty(s_types
            .Where(type => !IsStatic(type) && !mentioned.Contains(type) && !Regex.IsMatch(s_users, $@"\b{Name(type)}\b"))
            .Select(type => type.FullName));
    }

    /// <summary>Nobody need name the class of an extension method; its members are looked at one by one.</summary>
    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static string Name(Type type) => TypeName().Match(type.Name).Groups[1].Value;

    private static IEnumerable<string> OwnMembers(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => m is PropertyInfo or FieldInfo { IsSpecialName: false } or MethodInfo { IsSpecialName: false })
        // What makes a default of an optional parameter, which nobody writes.
        .Where(m => m.Name is not ("None" or "Default"))
        .Select(m => m.Name);

    private static IEnumerable<Type> Mentioned(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes,
        .. type.GetProperties().Select(p => p.PropertyType),
        .. type.GetMethods().SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)).SelectMany(Parts),
    ];

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments() : [type];

    private static IEnumerable<string> Sources(params string[] folder) => Directory
        .EnumerateFiles(SourceTree.File(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(file => Comments().Replace(File.ReadAllText(file), ""));

    /// <summary>Not those of documentation, whose references the compiler looks up.</summary>
    [GeneratedRegex("(?<!/)//(?!/).*")]
    private static partial Regex Comments();

    /// <summary>As it is written where it is used: an attribute without its last word, a generic type without its number.</summary>
    [GeneratedRegex("^(.+?)(Attribute)?(`[0-9]+)?$")]
    private static partial Regex TypeName();
}
