using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Signs in: fills in who it is, sends it, and again where that may help.</summary>
internal sealed class SnowflakeLogin(SnowflakeSigner signer)
{
    private const int MostTries = 5;

    private readonly SnowflakeSignIn _signIn = SnowflakeWays.Choose(signer);
    private readonly ServiceOperation _operation = new("Session", "SignIn", "sign in as", signer.Who);

    /// <summary>Gives what the service answered, which holds the tokens of a session.</summary>
    /// <exception cref="SnowflakeException">It was refused, or the service could not be reached.</exception>
    public async Task<SnowflakeAnswer> RunAsync(CancellationToken cancellationToken)
    {
        if (!_signIn.AsksPerson)
        {
            return await SignInAsync(cancellationToken).ConfigureAwait(false);
        }

        // Whoever waited for their turn signs in by the token that the first one got.
        SemaphoreSlim turn = signer.Access.TurnOf(signer.KeyOf("turn"));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SignInAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<SnowflakeAnswer> SignInAsync(CancellationToken cancellationToken)
    {
        SnowflakeAnswer answer = await PatientlyAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.Success && _signIn.Forget(answer.Code))
        {
            answer.Dispose();
            answer = await PatientlyAsync(cancellationToken).ConfigureAwait(false);
        }

        if (answer.Success && SnowflakeAnswer.Text(answer.Data, "token") is { } token)
        {
            SecretMasker.Add(token);
            SecretMasker.Add(SnowflakeAnswer.Text(answer.Data, "masterToken"));
            _signIn.Keep(answer.Data);
            return answer;
        }

        using (answer)
        {
            throw Refused(answer);
        }
    }

    private SnowflakeException Refused(SnowflakeAnswer answer) =>
        !answer.Success ? SnowflakeFailure.Of(_operation, answer)
        : SnowflakeAnswer.Text(answer.Data, "nextAction") == "PWD_CHANGE" ? signer.Refused("the password has to be changed first. Sign in to Snowsight, and change it there.")
        : signer.Refused("the answer has no token. See whether the user needs a second factor.");

    private async Task<SnowflakeAnswer> PatientlyAsync(CancellationToken cancellationToken)
    {
        TimeProvider clock = signer.Access.Clock;
        long began = clock.GetTimestamp();
        for (int tries = 1; ; tries++)
        {
            JsonObject body = await FillAsync(cancellationToken).ConfigureAwait(false);
            TimeSpan pause;
            try
            {
                return await SendAsync(body, tries, cancellationToken).ConfigureAwait(false);
            }
            catch (SnowflakeException exception) when (
                tries < MostTries
                && exception.IsTransient
                && (_signIn.MayRepeat || exception.Fault.WasNotCarriedOut)
                && PauseAfter(exception, tries) is var wait
                && wait < signer.Options.SignInTimeout - clock.GetElapsedTime(began))
            {
                pause = wait;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan PauseAfter(SnowflakeException exception, int tries)
    {
        TimeSpan own = signer.Access.Backoff.Pause(tries);
        TimeSpan asked = exception.RetryAfter is { } time && time < TimeSpan.FromMinutes(1) ? time : exception.RetryAfter is null ? TimeSpan.Zero : TimeSpan.FromMinutes(1);
        return asked > own ? asked : own;
    }

    private async Task<SnowflakeAnswer> SendAsync(JsonObject body, int tries, CancellationToken cancellationToken)
    {
        SnowflakeAnswer answer = await PostAsync(body, tries, cancellationToken).ConfigureAwait(false);
        if (!answer.Success || SnowflakeAnswer.Text(answer.Data, "nextAction") is not ("EXT_AUTHN_DUO_ALL" or "EXT_AUTHN_DUO_PUSH_N_PASSCODE"))
        {
            return answer;
        }

        // The service wants a second factor that was not announced: it sends a push, and answers once that is decided.
        using (answer)
        {
            Continue(body, answer.Data);
            body["data"]!["EXT_AUTHN_DUO_METHOD"] = "push";
        }

        SnowflakeAnswer pushed = await PostAsync(body, 1, cancellationToken).ConfigureAwait(false);
        if (!pushed.Success || SnowflakeAnswer.Text(pushed.Data, "nextAction") != "EXT_AUTHN_SUCCESS")
        {
            return pushed;
        }

        using (pushed)
        {
            Continue(body, pushed.Data);
            body["data"]!.AsObject().Remove("EXT_AUTHN_DUO_METHOD");
        }

        return await PostAsync(body, 1, cancellationToken).ConfigureAwait(false);
    }

    private static void Continue(JsonObject body, JsonElement data) => body["inFlightCtx"] = SnowflakeAnswer.Text(data, "inFlightCtx");

    private Task<SnowflakeAnswer> PostAsync(JsonObject body, int tries, CancellationToken cancellationToken)
    {
        RestRequest request = RestRequest.Post("session/v1/login-request", JsonBody.Of(body)) with { Attempts = 1, Timeout = _signIn.Patience };
        SnowflakeConnectOptions options = signer.Options;
        request = request
            .With("requestId", Guid.NewGuid().ToString())
            .With("request_guid", Guid.NewGuid().ToString())
            .With("databaseName", options.Database)
            .With("schemaName", options.Schema)
            .With("warehouse", options.Warehouse)
            .With("roleName", options.Role ?? signer.Credentials.Role)
            .With("retryCount", tries > 1 ? tries - 1 : null)
            .WithHeader("Accept", "application/snowflake")
            .WithHeader("CLIENT_APP_ID", SnowflakeDriver.Name)
            .WithHeader("CLIENT_APP_VERSION", SnowflakeDriver.Version);
        return signer.Wire.SendAsync(_operation, request, 0, cancellationToken);
    }

    private async Task<JsonObject> FillAsync(CancellationToken cancellationToken)
    {
        JsonObject parameters = Parameters(signer);
        JsonObject data = new()
        {
            ["CLIENT_APP_ID"] = SnowflakeDriver.Name,
            ["CLIENT_APP_VERSION"] = SnowflakeDriver.Version,
            ["ACCOUNT_NAME"] = signer.Account.Name,
            ["CLIENT_ENVIRONMENT"] = SnowflakeDriver.Environment(signer.Options.Application),
            ["SESSION_PARAMETERS"] = parameters,
        };
        await _signIn.FillAsync(data, parameters, cancellationToken).ConfigureAwait(false);
        return new JsonObject { ["data"] = data };
    }

    private static JsonObject Parameters(SnowflakeSigner signer)
    {
        // Rows are read as JSON alone: Arrow would be another format of the same.
        JsonObject parameters = new() { ["DOTNET_QUERY_RESULT_FORMAT"] = "JSON" };
        if ((signer.Options.Autocommit ?? signer.Credentials.Autocommit) is { } autocommit)
        {
            parameters["AUTOCOMMIT"] = autocommit;
        }

        if (signer.Options.KeepAlive is { } keepAlive)
        {
            parameters["CLIENT_SESSION_KEEP_ALIVE"] = keepAlive;
        }

        foreach ((string name, string value) in signer.Options.SessionParameters)
        {
            parameters[name] = value;
        }

        return parameters;
    }
}
