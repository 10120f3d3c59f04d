using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// A real git server for tests: <c>git http-backend</c> behind HTTP on 127.0.0.1, which wants a sign-in when it is told to. For faults, put
/// a <see cref="FaultProxy"/> in front of it.
/// </summary>
public sealed class GitServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ConcurrentQueue<GitRequest> _requests = new();
    private readonly WebApplication _server;

    private GitServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Address of the server, with a slash at its end.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The password that is wanted; null, the default, for none.</summary>
    public string? Password { get; set; }

    /// <summary>The user that is wanted with the password; null, the default, for any.</summary>
    public string? User { get; set; }

    /// <summary>All requests so far, refused ones too, in the order of arrival.</summary>
    public IReadOnlyList<GitRequest> Requests => [.. _requests];

    /// <summary>Starts a server without repositories, on a port of its own.</summary>
    public static async Task<GitServer> StartAsync(CancellationToken cancellationToken = default)
    {
        GitServer server = new();
        await server._server.StartAsync(cancellationToken);
        server.Endpoint = new Uri(server._server.Urls.Single());
        return server;
    }

    /// <summary>Commits files to a repository, which is made when it is not there.</summary>
    /// <param name="repository">Path of the repository on the server.</param>
    /// <param name="write">Writes into the work tree, whose path it is given.</param>
    /// <param name="branch">The branch; a new one begins at the commit before.</param>
    /// <param name="tag">A tag for the commit; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Address of the repository.</returns>
    public async Task<Uri> CommitAsync(
        string repository, Action<string> write, string branch = "main", string? tag = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        string bare = _folder.Combine("served/" + repository);
        string work = _folder.Combine("work/" + repository);
        if (!Directory.Exists(bare))
        {
            await GitAsync(_folder.Path, ["init", "--quiet", "--bare", "--initial-branch", branch, bare], cancellationToken);
            await GitAsync(_folder.Path, ["init", "--quiet", "--initial-branch", branch, work], cancellationToken);
        }

        await GitAsync(work, ["checkout", "--quiet", "-B", branch], cancellationToken);
        write(work);
        await GitAsync(work, ["add", "--all"], cancellationToken);
        await GitAsync(work, ["commit", "--quiet", "--allow-empty", "--message", "Change"], cancellationToken);
        await GitAsync(work, ["push", "--quiet", bare, branch], cancellationToken);
        if (tag is not null)
        {
            await GitAsync(work, ["tag", tag], cancellationToken);
            await GitAsync(work, ["push", "--quiet", bare, "refs/tags/" + tag], cancellationToken);
        }

        return new Uri(Endpoint, repository);
    }

    /// <summary>Stops the server and removes the repositories.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task GitAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = Git(folder);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        ProcessOutput output = await ProcessOutput.OfAsync(start, cancellationToken);
        if (output.ExitCode != 0)
        {
            throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {output.ExitCode}: {output.Error}");
        }
    }

    private static ProcessStartInfo Git(string folder)
    {
        ProcessStartInfo start = new("git")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_AUTHOR_NAME"] = start.Environment["GIT_COMMITTER_NAME"] = "Tester";
        start.Environment["GIT_AUTHOR_EMAIL"] = start.Environment["GIT_COMMITTER_EMAIL"] = "tester@example.com";
        return start;
    }

    private static (string? User, string? Password) SignInOf(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null);
        }

        string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':', 2);
        return (parts[0], parts[1]);
    }

    private async Task HandleAsync(HttpContext context)
    {
        (string? user, string? password) = SignInOf(context.Request);
        _requests.Enqueue(new GitRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, user, password));
        if (Password is not null && (password != Password || (User is not null && user != User)))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        using Process backend = Process.Start(Backend(context.Request, user))!;
        try
        {
            await Task.WhenAll(SendAsync(context.Request, backend, context.RequestAborted), AnswerAsync(backend, context.Response, context.RequestAborted));
        }
        finally
        {
            if (!backend.HasExited)
            {
                backend.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Backend(HttpRequest request, string? user)
    {
        ProcessStartInfo start = Git(_folder.Path);
        start.RedirectStandardError = false;
        start.ArgumentList.Add("http-backend");
        start.Environment["GIT_PROJECT_ROOT"] = _folder.Combine("served");
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["PATH_INFO"] = request.Path.Value;
        start.Environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?');
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["CONTENT_TYPE"] = request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding.ToString();
        start.Environment["HTTP_GIT_PROTOCOL"] = request.Headers["Git-Protocol"].ToString();
        start.Environment["REMOTE_USER"] = user;
        if (request.ContentLength is { } length)
        {
            start.Environment["CONTENT_LENGTH"] = $"{length}";
        }

        return start;
    }

    private static async Task SendAsync(HttpRequest request, Process backend, CancellationToken cancellationToken)
    {
        try
        {
            await request.Body.CopyToAsync(backend.StandardInput.BaseStream, cancellationToken);
            backend.StandardInput.Close();
        }
        catch (IOException)
        {
            // It answered without reading on.
        }
    }

    private static async Task AnswerAsync(Process backend, HttpResponse response, CancellationToken cancellationToken)
    {
        Stream output = backend.StandardOutput.BaseStream;
        while (await ReadLineAsync(output, cancellationToken) is { Length: > 0 } line)
        {
            string[] parts = line.Split(": ", 2);
            if (parts[0] == "Status")
            {
                response.StatusCode = int.Parse(parts[1].AsSpan(0, 3));
                continue;
            }

            response.Headers.Append(parts[0], parts[1]);
        }

        await output.CopyToAsync(response.Body, cancellationToken);
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd('\r');
    }
}
