// The module from its text, the reverse of src/pack/text.rs and src/pack/streams.rs, which describe
// the form. The packer runs this very function and compares the result, byte by byte.
function decode(text) {
  "use strict";
  var parts = text.split("\u0100");
  var read = parts.map(function () { return 0; });
  var bytes = new Uint8Array(3 * text.length);
  var end = 0;
  // The streams, by their place among the parts.
  var OP = 2, FRAME = 3, SET = 4, CALL = 5, LONG = 6, LOAD = 7, STORE = 8, BRANCH = 9,
    BRANCH_IF = 10, BLOCK = 11, GLOBAL = 12, REST = 13, GET = 14, INT = 15;
  function plain(text) {
    for (var i = 0; i < text.length; i += 1) {
      var code = text.charCodeAt(i);
      if (code > 2047) {
        bytes[end++] = 224 | code >> 12;
        bytes[end++] = 128 | code >> 6 & 63;
        bytes[end++] = 128 | code & 63;
      } else {
        bytes[end++] = code === 127 ? 0 : code;
      }
    }
  }
  function peek(stream, further) {
    var code = parts[stream].charCodeAt(read[stream] + further);
    return code > 383 ? code - 256 : code === 127 ? 0 : code & 255;
  }
  function digit(stream) {
    read[stream] += 1;
    return peek(stream, -1);
  }
  // The stream of an operand, by the opcodes that follow.
  function by(stream) {
    var further = 0;
    function next() {
      var op = peek(OP, further++);
      return op > 5 && op < 9 ? next() : op;
    }
    var op = next();
    return stream + 2 * (op === 65 ? 256 + next() : op);
  }
  function number(stream) {
    var first = digit(stream);
    if (first < 20480) { return first; }
    if (first < 28672) { return (first - 20480) * 16384 + digit(stream); }
    return (digit(stream) * 16384 + digit(stream)) * 16384 + digit(stream);
  }
  function unsigned(value) {
    while (value > 127) {
      bytes[end++] = value % 128 + 128;
      value = Math.floor(value / 128);
    }
    bytes[end++] = value;
  }
  function signed(value) {
    while (value < -64 || value > 63) {
      bytes[end++] = value & 127 | 128;
      value >>= 7;
    }
    bytes[end++] = value & 127;
  }
  // What `make` writes, after its size.
  function sized(make) {
    var start = end;
    make();
    var size = end - start;
    unsigned(size);
    var head = end - start - size;
    bytes.copyWithin(start + head, start, start + size);
    end = start;
    unsigned(size);
    end += size;
  }
  function pass(stream) {
    var value = number(stream);
    unsigned(value);
    return value;
  }
  function raw(stream, count) {
    while (count--) { bytes[end++] = digit(stream); }
  }
  function leb(stream) {
    do { bytes[end] = digit(stream); } while (bytes[end++] > 127);
  }
  function body() {
    for (var frames = pass(FRAME); frames > 0; frames -= 1) { pass(FRAME); raw(FRAME, 1); }
    for (var depth = 1; depth > 0;) {
      var op = digit(OP), lacking = 0, many, value;
      if (op > 5 && op < 9) {
        lacking = op - 5;
        op = digit(OP);
      }
      bytes[end++] = op;
      if (op > 39 && op < 63) {
        unsigned("23230011001122232301012".charAt(op - 40) - lacking);
        pass(op < 54 ? LOAD : STORE);
        continue;
      }
      switch (op) {
      case 2: case 3: case 4: leb(BLOCK); depth += 1; break;
      case 11: depth -= 1; break;
      case 12: pass(BRANCH); break;
      case 13: pass(BRANCH_IF); break;
      case 14: for (many = pass(REST); many >= 0; many -= 1) { pass(REST); } break;
      case 16: case 210: pass(CALL); break;
      case 17: pass(REST); pass(REST); break;
      case 28: for (many = pass(REST); many > 0; many -= 1) { pass(REST); } break;
      case 32: pass(by(GET)); break;
      case 33: case 34: pass(SET); break;
      case 35: case 36: pass(GLOBAL); break;
      case 37: case 38: case 63: case 64: case 208: pass(REST); break;
      case 65: value = number(by(INT)); signed(value % 2 ? -(value + 1) / 2 : value / 2); break;
      case 66: leb(LONG); break;
      case 67: raw(REST, 4); break;
      case 68: raw(REST, 8); break;
      case 252:
        many = pass(REST);
        if (many > 7) { pass(REST); }
        if (many === 8 || many === 10 || many === 12 || many === 14) { pass(REST); }
      }
    }
  }
  plain(parts[0]);
  bytes[end++] = 10;
  sized(function () { for (var bodies = pass(FRAME); bodies > 0; bodies -= 1) { sized(body); } });
  plain(parts[1]);
  return bytes.subarray(0, end);
}
