namespace Prefect.Gcp;

/// <summary>Cuts a stream into pieces of one size. While one is used, the next is read: no more than two are in memory.</summary>
internal sealed class GcsPieces
{
    private readonly Stream _source;
    private readonly bool _isChecked;
    private readonly int _length;
    private byte[] _current;
    private byte[] _next;
    private Task<int>? _reading;
    private uint _checksum;

    /// <param name="source">The stream, at what follows the first piece.</param>
    /// <param name="first">The first piece, full.</param>
    /// <param name="isChecked">Whether a checksum is wanted.</param>
    public GcsPieces(Stream source, byte[] first, bool isChecked)
    {
        _source = source;
        _isChecked = isChecked;
        _current = [];
        _next = first;
        _length = first.Length;
    }

    /// <summary>How many bytes all pieces so far have.</summary>
    public long Sent { get; private set; }

    /// <summary>How many bytes of them the service has taken.</summary>
    public long Taken { get; set; }

    /// <summary>Whether the piece that was given last is the last of all.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Checksum of all pieces so far, in base64; null when none is wanted.</summary>
    public string? Checksum => _isChecked ? Crc32C.Text(_checksum) : null;

    /// <summary>Gives the next piece; it holds until the next but one is asked for.</summary>
    public async Task<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        int length = _reading is null ? _length : await _reading.ConfigureAwait(false);
        (_current, _next) = (_next, _current.Length == 0 ? GC.AllocateUninitializedArray<byte>(_length) : _current);

        // A stream may end where a piece does: then there is nothing more in it, which only reading tells.
        ReadOnlyMemory<byte> piece = _current.AsMemory(0, length);
        if (_isChecked)
        {
            _checksum = Crc32C.Append(_checksum, piece.Span);
        }

        Sent += length;
        if (length < _length)
        {
            IsLast = true;
            return piece;
        }

        int peeked = await _source.ReadAtLeastAsync(_next.AsMemory(0, 1), 1, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        IsLast = peeked == 0;
        _reading = IsLast ? null : FillAsync(peeked, cancellationToken);
        return piece;
    }

    /// <summary>Waits until nothing is read any more.</summary>
    public async Task EndAsync()
    {
        if (_reading is not null)
        {
            await ((Task)_reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> FillAsync(int filled, CancellationToken cancellationToken) =>
        filled + await _source.ReadAtLeastAsync(_next.AsMemory(filled), _length - filled, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
}
