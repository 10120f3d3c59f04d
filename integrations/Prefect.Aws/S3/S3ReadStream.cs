using System.Security.Cryptography;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// The content of an object. When the connection breaks off or stalls, reading goes on where it stopped, of the same version of the
/// object; it ends only when every byte has arrived.
/// </summary>
internal sealed partial class S3ReadStream : Stream
{
    private const long ForgivingBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(20);

    private readonly S3Connection _connection;
    private readonly string _key;
    private readonly long _length;
    private readonly string? _eTag;
    private GetObjectResponse _answer;
    private CancellationTokenSource _stall;
    private CancellationToken _followed;
    private CancellationTokenRegistration _following;
    private long _watchedSince;
    private long _position;
    private long _forgivenAt;
    private int _failures;
    private bool _isComplete;

    private S3ReadStream(S3Connection connection, string key, GetObjectResponse answer)
    {
        _connection = connection;
        _key = key;
        _answer = answer;
        _length = answer.ContentLength;
        _eTag = answer.ETag;
        _stall = NewStall();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="AwsException">The object is not there or may not be read, or the service could not be reached.</exception>
    public static async Task<S3ReadStream> OpenAsync(S3Connection connection, string key, CancellationToken cancellationToken)
    {
        GetObjectResponse answer = await connection.CallAsync(
            "GetObject",
            "download",
            key,
            (client, token) => client.GetObjectAsync(new GetObjectRequest { BucketName = connection.Bucket, Key = key }, token),
            cancellationToken).ConfigureAwait(false);
        return new S3ReadStream(connection, key, answer);
    }

    /// <exception cref="AwsException">The connection broke off too often, or the object was changed meanwhile.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _isComplete)
        {
            return 0;
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Exception? broken = null;
            try
            {
                int read = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read > 0 || _position == _length)
                {
                    return Advance(read);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ServiceFault.IsTransport(exception))
            {
                if (_position == _length)
                {
                    return Advance(0);
                }

                broken = exception;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AwsCall.IsOfService(exception))
            {
                throw AwsCall.Describe(exception, Operation());
            }

            await ResumeAsync(broken, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is ever written.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _following.Dispose();
            _answer.Dispose();
            _stall.Dispose();
        }

        base.Dispose(disposing);
    }

    private CancellationTokenSource NewStall() => new(Timeout.InfiniteTimeSpan, _connection.Options.Time);

    // At the end one more read is made, in which the SDK compares the checksum.
    private ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Watch(cancellationToken);
        return _answer.ResponseStream.ReadAsync(buffer, _stall.Token);
    }

    // Reads are many and small: the timer is set again only when a good part of its time is over, and the token followed once.
    private void Watch(CancellationToken cancellationToken)
    {
        if (_stall.IsCancellationRequested)
        {
            RenewStall();
        }

        if (_followed != cancellationToken)
        {
            _following.Dispose();
            _following = cancellationToken.UnsafeRegister(static stall => ((CancellationTokenSource)stall!).Cancel(), _stall);
            _followed = cancellationToken;
        }

        TimeProvider time = _connection.Options.Time;
        if (_watchedSince == 0 || time.GetElapsedTime(_watchedSince) > _connection.Options.StallTimeout / 8)
        {
            _stall.CancelAfter(_connection.Options.StallTimeout);
            _watchedSince = time.GetTimestamp();
        }
    }

    private void RenewStall()
    {
        _following.Dispose();
        _followed = default;
        _watchedSince = 0;
        _stall.Dispose();
        _stall = NewStall();
    }

    private int Advance(int read)
    {
        _position += read;
        _isComplete = read == 0;
        if (_position - _forgivenAt >= ForgivingBytes)
        {
            _failures = 0;
            _forgivenAt = _position;
        }

        return read;
    }

    private async Task ResumeAsync(Exception? broken, CancellationToken cancellationToken)
    {
        _answer.Dispose();
        RenewStall();
        while (true)
        {
            if (++_failures > _connection.Options.Retries)
            {
                throw GiveUp(broken);
            }

            TimeSpan pause = Pause(_failures);
            Resuming(_connection.Logger, _connection.Bucket, _key, _position, _length, pause.TotalMilliseconds, broken?.GetBaseException().Message);
            await Task.Delay(pause, _connection.Options.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                _answer = await ReopenAsync(cancellationToken).ConfigureAwait(false);
                _forgivenAt = _position;
                AwsTelemetry.Transfers.Resumed();
                return;
            }
            catch (AwsException exception) when (exception.IsTransient)
            {
                broken = exception;
            }
        }
    }

    private async Task<GetObjectResponse> ReopenAsync(CancellationToken cancellationToken)
    {
        GetObjectRequest request = new()
        {
            BucketName = _connection.Bucket,
            Key = _key,
            EtagToMatch = _eTag,
            ByteRange = new ByteRange(_position, _length - 1),
        };
        GetObjectResponse answer = await _connection.CallAsync(
            "GetObject", "download", _key, (client, token) => client.GetObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        if (answer.ContentLength == _length - _position)
        {
            return answer;
        }

        answer.Dispose();
        throw new AwsException(
            $"Could not go on to {Operation()} at byte {_position}: the store gave another part than was asked for. Set retries to 0 for stores that cannot give parts.",
            new ServiceFault(answer.HttpStatusCode, null, null, false),
            null);
    }

    private AwsException GiveUp(Exception? broken) => new(
        $"Could not {Operation()}: it broke off at byte {_position} of {_length}, {_failures} times in a row. {broken?.GetBaseException().Message} Check the connection, or try again later.",
        ServiceFault.Unanswered,
        broken);

    private AwsOperation Operation() => AwsOperation.S3("GetObject", "download", _connection.Bucket, _key);

    // Exponential with full jitter, so that transfers that broke off together do not come back together.
    private static TimeSpan Pause(int failures)
    {
        TimeSpan most = s_shortestPause * Math.Pow(2, Math.Min(failures, 10));
        most = most < s_longestPause ? most : s_longestPause;
        return most * (RandomNumberGenerator.GetInt32(1, 1001) / 1000.0);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The download of 's3://{Bucket}/{Key}' broke off at byte {Position} of {Length} and goes on in {Pause:0} ms. {Reason}")]
    private static partial void Resuming(ILogger logger, string bucket, string key, long position, long length, double pause, string? reason);
}
