using System.Net;

namespace Prefect.Client;

/// <summary>Limits on what goes on at once: taking slots and giving them back.</summary>
public sealed partial class ConcurrencyApi
{
    private static readonly TimeSpan s_shortestLease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestLease = TimeSpan.FromDays(1);

    /// <summary>Takes slots of each of some limits, or of none, for as long as a lease is kept up.</summary>
    /// <param name="names">Names of the limits. A name that no limit has is let pass.</param>
    /// <param name="slots">How many of each, 1 or more.</param>
    /// <param name="lease">How long they are taken unless the lease is renewed: 60 seconds to a day. Default: 300 seconds.</param>
    /// <param name="mode">What they are taken for.</param>
    /// <param name="holder">Whom they are taken for.</param>
    /// <param name="cancellationToken">Gives up. The slots may have been taken all the same; they become free when the lease ends.</param>
    /// <returns>The lease, or when to ask again.</returns>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> or <paramref name="lease"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<SlotAnswer> TakeWithLeaseAsync(
        IReadOnlyList<string> names,
        int slots = 1,
        TimeSpan? lease = null,
        SlotMode mode = SlotMode.Concurrency,
        SlotHolder? holder = null,
        CancellationToken cancellationToken = default)
    {
        Check(names, slots);
        SlotsBody body = new(names, slots, mode, Checked(lease), holder);
        ApiRequest request = Request("take slots of " + string.Join(", ", names), "increment-with-lease", ApiCalls.Json(body, SparseJson.Default.SlotsBody));
        ApiResponse response = await _calls.Transport.SendAsync(request with { Expected = [423] }, cancellationToken).ConfigureAwait(false);
        if (response.Status is HttpStatusCode.Locked)
        {
            return new SlotAnswer { RetryAfter = response.RetryAfter };
        }

        LeaseAnswer answer = ApiText.Read(response, WireJson.Default.LeaseAnswer, request);
        return new SlotAnswer { AreTaken = true, LeaseId = answer.LeaseId, Limits = answer.Limits };
    }

    /// <summary>Takes slots of each of some limits, or of none, until they are given back or become free by themselves.</summary>
    /// <param name="names">Names of the limits. A name that no limit has is let pass.</param>
    /// <param name="slots">How many of each, 1 or more.</param>
    /// <param name="mode">What they are taken for.</param>
    /// <param name="cancellationToken">Gives up. The slots may have been taken all the same.</param>
    /// <returns>The limits, or when to ask again.</returns>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> is not positive.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<SlotAnswer> TakeAsync(
        IReadOnlyList<string> names, int slots = 1, SlotMode mode = SlotMode.RateLimit, CancellationToken cancellationToken = default)
    {
        Check(names, slots);
        SlotsBody body = new(names, slots, mode, null, null);
        ApiRequest request = Request("take slots of " + string.Join(", ", names), "increment", ApiCalls.Json(body, SparseJson.Default.SlotsBody));
        ApiResponse response = await _calls.Transport.SendAsync(request with { Expected = [423] }, cancellationToken).ConfigureAwait(false);
        return response.Status is HttpStatusCode.Locked
            ? new SlotAnswer { RetryAfter = response.RetryAfter }
            : new SlotAnswer { AreTaken = true, Limits = ApiText.Read(response, WireJson.Default.ListTakenLimit, request) };
    }

    /// <summary>Gives back slots that were taken without a lease.</summary>
    /// <param name="names">Names of the limits.</param>
    /// <param name="slots">How many of each, 1 or more.</param>
    /// <param name="occupancy">How long they were taken, from which servers learn how long others have to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slots"/> is not positive.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task GiveBackAsync(IReadOnlyList<string> names, int slots = 1, TimeSpan? occupancy = null, CancellationToken cancellationToken = default)
    {
        Check(names, slots);
        return _calls.SendAsync(
            HttpMethod.Post, "give back slots of " + string.Join(", ", names), "/v2/concurrency_limits/decrement",
            new GiveBackBody(names, slots, occupancy), SparseJson.Default.GiveBackBody, cancellationToken);
    }

    /// <summary>Ends a lease, and gives back its slots.</summary>
    /// <param name="leaseId">The lease.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task EndLeaseAsync(Guid leaseId, CancellationToken cancellationToken = default) => _calls.SendAsync(
        HttpMethod.Post, $"end lease {leaseId}", "/v2/concurrency_limits/decrement-with-lease", new LeaseBody(leaseId), SparseJson.Default.LeaseBody, cancellationToken);

    /// <summary>Keeps up a lease.</summary>
    /// <param name="leaseId">The lease.</param>
    /// <param name="lease">How long from now: 60 seconds to a day. Default: 300 seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the lease goes on; otherwise it has ended, and its slots may be somebody else's.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lease"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<bool> RenewLeaseAsync(Guid leaseId, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        byte[] body = ApiCalls.Json(new RenewBody(Checked(lease)), SparseJson.Default.RenewBody);
        ApiRequest request = Request($"renew lease {leaseId}", $"leases/{leaseId}/renew", body) with { Expected = [404, 410] };
        ApiResponse response = await _calls.Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess;
    }

    private static ApiRequest Request(string what, string path, byte[] body) => new(what, HttpMethod.Post, "/v2/concurrency_limits/" + path) { Body = body };

    private static void Check(IReadOnlyList<string> names, int slots)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slots);
        if (names.Count == 0 || names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Name at least one limit, and none that is empty.", nameof(names));
        }
    }

    private static TimeSpan Checked(TimeSpan? lease)
    {
        TimeSpan time = lease ?? TimeSpan.FromSeconds(300);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, s_shortestLease, nameof(lease));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, s_longestLease, nameof(lease));
        return time;
    }
}
