using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure.Tests;

/// <summary>What is signed, as the vendor's documentation of Shared Key spells it out.</summary>
public sealed class SharedKeyPolicyTests
{
    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(new BlobPipelineOptions());

    [Fact]
    public void The_documented_request_gives_the_documented_text()
    {
        Request request = Make(
            RequestMethod.Get,
            "https://myaccount.blob.core.windows.net/mycontainer?comp=metadata&restype=container&timeout=20",
            ("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"),
            ("x-ms-version", "2015-02-21"));

        Sign(request).ShouldBe(
            "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20");
    }

    [Fact]
    public void Lengths_values_of_queries_and_odd_names_are_signed_as_the_service_reads_them()
    {
        Request request = Make(
            RequestMethod.Put,
            "https://myaccount.blob.core.windows.net/c/a%20b%C3%BC%23?blockid=AA%3D%3D&comp=block",
            ("x-ms-meta-a1", " one "),
            ("x-ms-meta-a_b", "two"),
            ("If-None-Match", "*"));
        request.Content = RequestContent.Create(new byte[7]);

        Sign(request).ShouldBe(
            "PUT\n\n\n7\n\n\n\n\n\n*\n\n\nx-ms-meta-a_b:two\nx-ms-meta-a1:one\n/myaccount/c/a%20b%C3%BC%23\nblockid:AA==\ncomp:block");
    }

    [Fact]
    public void A_request_is_signed_anew_each_time_it_is_sent()
    {
        SharedKeyPolicy policy = new("myaccount", [1, 2, 3], TimeProvider.System);
        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri("https://myaccount.blob.core.windows.net/"));
        message.Request.Headers.Add("x-ms-date", "long ago");

        policy.OnSendingRequest(message);
        policy.OnSendingRequest(message);

        message.Request.Headers.TryGetValue("x-ms-date", out string? date).ShouldBeTrue();
        DateTimeOffset.ParseExact(date!, "R", CultureInfo.InvariantCulture).ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        message.Request.Headers.TryGetValues("Authorization", out IEnumerable<string>? signatures).ShouldBeTrue();
        signatures!.Single().ShouldStartWith("SharedKey myaccount:");
    }

    private static string Sign(Request request) => new SharedKeyPolicy("myaccount", [1, 2, 3], TimeProvider.System).TextToSign(request);

    private Request Make(RequestMethod method, string address, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        Request request = _pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(new Uri(address));
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }
}
