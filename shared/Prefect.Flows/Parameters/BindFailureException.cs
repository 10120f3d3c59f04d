namespace Prefect.Flows;

/// <summary>A value does not fit its place. It never leaves this assembly: what binds makes a message of it.</summary>
internal sealed class BindFailureException(string path, string expected, string given) : Exception
{
    public string Path => path;

    public string Expected => expected;

    public string Given => given;

    public override string Message => $"'{path}' was given {given}, but is {expected}";
}
