using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Leads requests to what answers them.</summary>
internal sealed class ServerRoutes
{
    private readonly List<(string Method, string[] Segments, Func<ServerCall, ServerReply> Answer)> _routes = [];

    /// <param name="method">Method.</param>
    /// <param name="path">Path, with <c>{id}</c> for an id and <c>{name}</c> for anything.</param>
    /// <param name="answer">Answers it.</param>
    public void Map(string method, string path, Func<ServerCall, ServerReply> answer) => _routes.Add((method, path.Split('/'), answer));

    public ServerReply Answer(ServerRequest request)
    {
        string[] segments = request.Path.Split('/');
        bool isKnown = false;
        foreach ((string method, string[] route, Func<ServerCall, ServerReply> answer) in _routes)
        {
            if (!Matches(route, segments))
            {
                continue;
            }

            isKnown = true;
            if (method == request.Method)
            {
                return Run(answer, new ServerCall(request, Values(route, segments)));
            }
        }

        return isKnown ? ServerReply.Refused(405, "Method Not Allowed") : ServerReply.Refused(404, "Not Found");
    }

    private static ServerReply Run(Func<ServerCall, ServerReply> answer, ServerCall call)
    {
        try
        {
            return call.Request.Text.Length > 0 && call.Request.Body is null && call.Request.Text.Trim() != "null"
                ? ServerCall.Invalid(call.Request, "json_invalid", [], "JSON decode error")
                : answer(call);
        }
        catch (ServerRefusal refusal)
        {
            return refusal.Reply;
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or InvalidCastException or NullReferenceException)
        {
            // A body of another shape than the model's. The real server says 422; what failed is told for whoever mends this one.
            return ServerReply.Refused(422, $"The scripted server cannot make sense of this request: {error}");
        }
    }

    private static bool Matches(string[] route, string[] segments) =>
        route.Length == segments.Length
        && route.Zip(segments).All(pair => pair.First switch
        {
            "{id}" => Guid.TryParse(pair.Second, out _),
            ['{', ..] => pair.Second.Length > 0,
            _ => pair.First == pair.Second,
        });

    private static string[] Values(string[] route, string[] segments) =>
        [.. route.Zip(segments).Where(pair => pair.First.StartsWith('{')).Select(pair => Uri.UnescapeDataString(pair.Second))];
}
