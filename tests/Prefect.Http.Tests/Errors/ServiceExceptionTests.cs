using System.Net;
using Prefect.Blocks;

namespace Prefect.Http.Tests.Errors;

public sealed class ServiceExceptionTests
{
    [Fact]
    public void It_tells_what_the_answer_said()
    {
        ServiceFault fault = new(HttpStatusCode.TooManyRequests, "SlowDown", "r-1", IsTransient: true) { RetryAfter = TimeSpan.FromSeconds(3) };
        TimeoutException cause = new();

        TestServiceException exception = new("Could not read 'x': SlowDown (429).", fault, cause);

        (exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.IsTransient, exception.RetryAfter)
            .ShouldBe((HttpStatusCode.TooManyRequests, "SlowDown", "r-1", true, TimeSpan.FromSeconds(3)));
        exception.Fault.ShouldBeSameAs(fault);
        exception.InnerException.ShouldBeSameAs(cause);
    }

    [Fact]
    public void Secrets_that_were_revealed_are_not_in_its_message()
    {
        string secret = new SecretString("hunter-2-hunter-2").Reveal();

        new TestServiceException($"Could not sign in with {secret}.", ServiceFault.Unknown).Message.ShouldNotContain(secret);
    }

    [Fact]
    public void It_is_never_without_a_fault() => Should.Throw<ArgumentNullException>(() => new TestServiceException("x", null!));
}
