namespace Prefect.Flows;

/// <summary>A value does not fit its place. It never leaves this assembly: what binds makes a message of it.</summary>
#pragma warning disable CA1064 // Nobody outside is meant to catch it.
internal sealed class BindFailureException(string path, string expected, string given) : Exception
#pragma warning restore CA1064
{
    public string Path => path;

    public string Expected => expected;

    public string Given => given;

    public override string Message => $"'{path}' was given {given}, but is {expected}";
}
