using System.Diagnostics;
using System.Globalization;
using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>
/// Writes the command lines. A password is in none of them, nor in the address: git asks a credential helper for it, which takes it
/// from the environment of this one process, and which is asked for this one server only, wherever that redirects to.
/// </summary>
internal static class GitCommand
{
    private const string User = "PREFECT_GIT_USER";
    private const string Password = "PREFECT_GIT_PASSWORD";
    private const string Helper = $$"""!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "${{User}}" "${{Password}}"; }; f""";

    // What would make git work on another repository, or print what it sends.
    private static readonly string[] s_unwanted =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
        "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_CURL_VERBOSE", User, Password,
    ];

    public static async Task<ProcessStartInfo> CloneAsync(GitSource source, string folder, GitTiming timing, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = await StartAsync(source, timing, cancellationToken).ConfigureAwait(false);
        start.ArgumentList.Add("clone");
        start.ArgumentList.Add("--quiet");
        if (!string.IsNullOrEmpty(source.Reference))
        {
            start.ArgumentList.Add("--branch");
            start.ArgumentList.Add(source.Reference);
        }

        if (source.Depth is { } depth)
        {
            start.ArgumentList.Add("--depth");
            start.ArgumentList.Add(depth.ToString(CultureInfo.InvariantCulture));
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add(source.Address.Clean);
        start.ArgumentList.Add(folder);
        return start;
    }

    /// <summary>Asks the server for the reference, or for anything at all.</summary>
    public static async Task<ProcessStartInfo> ListAsync(GitSource source, GitTiming timing, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = await StartAsync(source, timing, cancellationToken).ConfigureAwait(false);
        start.ArgumentList.Add("ls-remote");
        start.ArgumentList.Add("--quiet");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(source.Address.Clean);
        start.ArgumentList.Add("HEAD");
        if (!string.IsNullOrEmpty(source.Reference))
        {
            start.ArgumentList.Add("refs/heads/" + source.Reference);
            start.ArgumentList.Add("refs/tags/" + source.Reference);
        }

        return start;
    }

    private static async Task<ProcessStartInfo> StartAsync(GitSource source, GitTiming timing, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("git")
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsUnwanted).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment["LANGUAGE"] = "";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_ASKPASS"] = "";
        start.Environment["GCM_INTERACTIVE"] = "never";
        start.Environment["GIT_ALLOW_PROTOCOL"] = source.Address.Scheme;
        if (!start.Environment.ContainsKey("GIT_SSH") && !start.Environment.ContainsKey("GIT_SSH_COMMAND"))
        {
            start.Environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes";
        }

        Configure(start, "http.lowSpeedLimit", "1");
        Configure(start, "http.lowSpeedTime", Math.Max(1, (int)timing.StallLimit.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (source.SignIn is { } signIn && source.Address.Server is { } server)
        {
            await SignInAsync(start, signIn, server, cancellationToken).ConfigureAwait(false);
        }

        return start;
    }

    private static async Task SignInAsync(ProcessStartInfo start, GitSignIn signIn, Uri server, CancellationToken cancellationToken)
    {
        string password = await signIn.Password.RevealAsync(cancellationToken).ConfigureAwait(false);
        if (password.Length == 0 || $"{signIn.User}{password}".AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
        {
            throw new ArgumentException(
                "The token is empty, or there is a line break or another control character in it or in the user's name. Save it again.", nameof(signIn));
        }

        SecretMasker.Add($"{signIn.User}:{password}");
        start.Environment[User] = signIn.User;
        start.Environment[Password] = password;

        // Without the first, helpers of the machine would be asked before, and would be given the password to keep.
        Configure(start, "credential.helper", "");
        Configure(start, $"credential.{server.GetLeftPart(UriPartial.Authority)}.helper", Helper);
    }

    private static void Configure(ProcessStartInfo start, string name, string value)
    {
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{name}={value}");
    }

    private static bool IsUnwanted(string name) =>
        s_unwanted.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("GIT_TRACE", StringComparison.OrdinalIgnoreCase);
}
