using System.Net;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>One request to dbt Cloud: what it is, for errors and traces, and which exception says that it failed.</summary>
/// <param name="method">Name of the request, as traces have it.</param>
/// <param name="attempt">What is tried, to follow "Could not".</param>
/// <param name="failure">Makes the exception.</param>
internal sealed class DbtCloudCall(string method, string attempt, Func<string, ServiceFault, Exception?, DbtCloudException> failure) : RestDialect(DbtTelemetry.Calls)
{
    private string? _userMessage;
    private string? _developerMessage;

    public string Attempt => attempt;

    /// <summary>Whether errors repeat what dbt Cloud says to developers, rather than to who asked.</summary>
    public bool IsForDevelopers { get; init; }

    public ServiceOperation Operation => new("DbtCloud", method, attempt);

    public override ServiceException Error(string message, ServiceFault fault, Exception? innerException)
    {
        DbtCloudException exception = failure(message, fault, innerException);
        if (fault.StatusCode is not null)
        {
            exception.Says(_userMessage, _developerMessage);
        }

        return exception;
    }

    public override RestComplaint Read(RestAnswer answer)
    {
        RestComplaint usual = RestComplaint.Of(answer);
        JsonObject status = answer.Members()?["status"] as JsonObject ?? [];
        _userMessage = RestComplaint.First(status, "user_message");
        _developerMessage = RestComplaint.First(status, "developer_message");
        string? told = IsForDevelopers ? _developerMessage ?? _userMessage : _userMessage ?? _developerMessage;
        return told is null ? usual : usual with { Code = null, Text = told };
    }

    public override string Advise(ServiceFault fault) => fault.StatusCode switch
    {
        HttpStatusCode.Unauthorized => "The API key is not accepted: save the credentials again, with a token of this account.",
        HttpStatusCode.Forbidden => "The API key may not do this: give its owner, or the service token, the permission in this account.",
        HttpStatusCode.NotFound => "Check the ids, account_id and domain, and that the API key may see them.",
        HttpStatusCode.BadRequest => "Check the arguments.",
        _ => base.Advise(fault),
    };
}
